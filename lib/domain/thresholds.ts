/** What is watched over the last seven days. Shares are between 0 and 1. */
export type Rates = {
  sent: number;
  bounced: number;
  complained: number;
  /** Sign-ups that were mailed and had an hour to confirm. */
  asked: number;
  confirmed: number;
  /** Sign-ups of the last 24 hours, and the mean of the seven days before them. */
  signUpsToday: number;
  signUpsMean: number;
};

export type ThresholdName = 'bounces' | 'complaints' | 'confirmed' | 'sign-ups' | 'left';

export type Reading = {
  name: ThresholdName;
  /** A share, or for sign-ups how many times the mean; null while there is too little to tell. */
  value: number | null;
  look: number;
  /** Where sending stops by itself; null for none. */
  stop: number | null;
  verdict: 'fine' | 'look' | 'stop';
  /** Which lesson it is about. */
  lesson?: string;
};

/** With fewer mails than this, one that comes back would already be a wave. */
const LEAST = { mails: 100, asked: 20, had: 100, signUps: 20 };
/** So many have to come back, or complain, before sending stops by itself. */
const LEAST_TO_STOP = { bounced: 5, complained: 3 };

/**
 * The limits are below those at which the provider pauses an account (4 % bounces, 0.08 % complaints), and far below the
 * 0.3 % complaints at which large mailbox providers refuse.
 * @see https://resend.com/docs/dashboard/emails/deliverability-insights
 */
export function readThresholds(rates: Rates, lessons: readonly LessonRate[]): Reading[] {
  const { sent, bounced, complained, asked, confirmed, signUpsToday, signUpsMean } = rates;
  const enough = sent >= LEAST.mails;
  const bounces = above('bounces', enough ? bounced / sent : null, {
    look: 0.02,
    stop: 0.04,
    mayStop: bounced >= LEAST_TO_STOP.bounced,
  });
  const complaints = above('complaints', enough ? complained / sent : null, {
    look: 0.0005,
    stop: 0.0008,
    mayStop: complained >= LEAST_TO_STOP.complained,
  });
  const share = asked >= LEAST.asked ? confirmed / asked : null;
  const burst = signUpsToday >= LEAST.signUps ? signUpsToday / Math.max(signUpsMean, 1) : null;
  return [
    bounces,
    complaints,
    worstLesson(lessons),
    {
      name: 'confirmed',
      value: share,
      look: 0.6,
      stop: null,
      verdict: share !== null && share < 0.6 ? 'look' : 'fine',
    },
    above('sign-ups', burst, { look: 5 }),
  ];
}

export type LessonRate = { lesson: string; had: number; left: number };

/** More than one in a hundred leaving after the same lesson is about the lesson. */
function worstLesson(lessons: readonly LessonRate[]): Reading {
  const [worst] = lessons
    .filter(({ had }) => had >= LEAST.had)
    .toSorted((a, b) => b.left / b.had - a.left / a.had);
  const reading = above('left', worst ? worst.left / worst.had : null, { look: 0.01 });
  return worst ? { ...reading, lesson: worst.lesson } : reading;
}

function above(
  name: ThresholdName,
  value: number | null,
  { look, stop = null, mayStop = false }: { look: number; stop?: number | null; mayStop?: boolean },
): Reading {
  const stops = value !== null && stop !== null && mayStop && value >= stop;
  const looks = value !== null && value >= look;
  return { name, value, look, stop, verdict: stops ? 'stop' : looks ? 'look' : 'fine' };
}
