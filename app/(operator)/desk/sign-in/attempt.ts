/** The cookie that ties a code to the browser that asked for it. */
export const ATTEMPT = 'lettercourse-attempt';
