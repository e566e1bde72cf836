import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { type CalendarEvent, formatCalendar } from '#lib/domain/icalendar.ts';

const LESSON: CalendarEvent = {
  uid: 'a/1/lesson/two@learn.example.org',
  startsAt: new Date('2027-01-18T08:00:00.734Z'),
  minutes: 6,
  title: 'Lesson 2: Salt, water; and “time”',
  about: 'One line.\nAnother \\ line.',
  url: 'https://learn.example.org/courses/tea',
};

function feed(events: readonly CalendarEvent[], about = 'Dates.'): string {
  const stampedAt = new Date('2027-01-06T12:00:00Z');
  return formatCalendar({ name: 'Tea', about, refreshHours: 4, stampedAt, events });
}

/** As a program that others wrote reads it. */
function read(text: string) {
  const calendar = new ICAL.Component(ICAL.parse(text));
  return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
}

describe('a calendar in RFC 5545', () => {
  test('says for each entry when, how long, what and where', () => {
    const { calendar, events } = read(feed([LESSON]));
    expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
    expect(calendar.getFirstPropertyValue('x-wr-calname')).toBe('Tea');
    expect(String(calendar.getFirstPropertyValue('refresh-interval'))).toBe('PT4H');
    const [event] = events;
    expect(event?.uid).toBe(LESSON.uid);
    expect(event?.startDate.toJSDate()).toEqual(new Date('2027-01-18T08:00:00Z'));
    expect(event?.duration.toSeconds()).toBe(360);
    expect(event?.summary).toBe(LESSON.title);
    expect(event?.description).toBe(LESSON.about);
    expect(String(event?.component.getFirstPropertyValue('dtstamp'))).toBe('2027-01-06T12:00:00Z');
    expect(event?.component.getFirstPropertyValue('url')).toBe(LESSON.url);
  });

  test('is valid without entries', () => {
    const { calendar, events } = read(feed([]));
    expect(events).toEqual([]);
    expect(calendar.getAllSubcomponents()).toHaveLength(1);
  });

  test('any text comes back as it was, in lines of 75 octets at most', () => {
    const words = fc.string({ unit: 'grapheme', maxLength: 200 }).filter((text) => !/\p{Cc}/u.test(text));
    fc.assert(
      fc.property(words, words, (title, about) => {
        const text = feed([{ ...LESSON, title }], about);
        const { calendar, events } = read(text);
        expect(events[0]?.summary ?? '').toBe(title);
        expect(calendar.getFirstPropertyValue('description') ?? '').toBe(about);
        expect(text.endsWith('\r\n')).toBe(true);
        for (const line of text.slice(0, -2).split('\r\n')) {
          expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
          expect(line).not.toMatch(/[\r\n]/);
          expect(line.isWellFormed()).toBe(true);
        }
      }),
    );
  });

  test('nobody can put lines of their own into it', () => {
    const { calendar, events } = read(feed([{ ...LESSON, title: 'x\r\nEND:VEVENT\rBEGIN:VALARM\u0000' }]));
    expect(events).toHaveLength(1);
    expect(events[0]?.summary).toBe('x\nEND:VEVENT\nBEGIN:VALARM');
    expect(calendar.getAllSubcomponents()).toHaveLength(1);
  });
});
