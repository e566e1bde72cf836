/** An entry of a calendar. Texts are plain; `uid` stays while the entry moves, so that it is moved and not doubled. */
export type CalendarEvent = {
  uid: string;
  startsAt: Date;
  minutes: number;
  title: string;
  about: string;
  url: string;
};

export type CalendarFeed = {
  name: string;
  about: string;
  /** How often a subscribed program may look for changes. */
  refreshHours: number;
  /** Since when what the feed says is so: an entry with a younger stamp replaces the one a program holds. */
  stampedAt: Date;
  events: readonly CalendarEvent[];
};

const MAX_OCTETS = 75;

/** The feed as RFC 5545 writes calendars: times in UTC, CRLF at line ends, and no line longer than 75 octets. */
export function formatCalendar(feed: CalendarFeed): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Lettercourse//Lessons//EN',
    `NAME:${text(feed.name)}`,
    `X-WR-CALNAME:${text(feed.name)}`,
    `DESCRIPTION:${text(feed.about)}`,
    `X-WR-CALDESC:${text(feed.about)}`,
    // RFC 7986, and what programs have read since before it.
    `REFRESH-INTERVAL;VALUE=DURATION:PT${feed.refreshHours}H`,
    `X-PUBLISHED-TTL:PT${feed.refreshHours}H`,
    ...feed.events.flatMap((event) => linesOf(event, feed.stampedAt)),
    ...(feed.events.length === 0 ? ZONE_OF_THE_TIMES : []),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${fold(line)}\r\n`).join('');
}

/** A calendar without any component is not valid (RFC 5545 section 3.4); this one means nothing by itself. */
const ZONE_OF_THE_TIMES = [
  'BEGIN:VTIMEZONE',
  'TZID:UTC',
  'BEGIN:STANDARD',
  'DTSTART:19700101T000000',
  'TZOFFSETFROM:+0000',
  'TZOFFSETTO:+0000',
  'END:STANDARD',
  'END:VTIMEZONE',
];

function linesOf({ uid, startsAt, minutes, title, about, url }: CalendarEvent, stampedAt: Date): string[] {
  return [
    'BEGIN:VEVENT',
    `UID:${text(uid)}`,
    `DTSTAMP:${instant(stampedAt)}`,
    `LAST-MODIFIED:${instant(stampedAt)}`,
    `DTSTART:${instant(startsAt)}`,
    `DURATION:PT${minutes}M`,
    `SUMMARY:${text(title)}`,
    `DESCRIPTION:${text(about)}`,
    `URL:${url}`,
    // A lesson waits in the mailbox: nobody is busy because of it.
    'TRANSP:TRANSPARENT',
    'END:VEVENT',
  ];
}

/** "20270118T080000Z" */
function instant(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace(/[-:]/g, '')}Z`;
}

/** TEXT of section 3.3.11. Other control characters may not stand there, and mean nothing. */
function text(words: string): string {
  return words
    .replace(/[\\;,]/g, '\\$&')
    .replace(/\r\n|\r|\n/g, '\\n')
    .replace(/\p{Cc}/gu, '');
}

/** Section 3.1: a long line goes on after CRLF and a space. No character is cut in two. */
function fold(line: string): string {
  let folded = '';
  let octets = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > MAX_OCTETS) {
      folded += '\r\n ';
      octets = 1;
    }
    folded += character;
    octets += size;
  }
  return folded;
}
