/** The site’s name in the book face, one filled envelope before it. */
export function Wordmark({ name }: { name: string }) {
  return (
    <a className="mark" href="/">
      <svg viewBox="0 0 26 18" aria-hidden="true">
        <rect width="26" height="18" rx="1.5" />
        <path d="M2 3l11 8 11-8" />
      </svg>
      {name}
    </a>
  );
}
