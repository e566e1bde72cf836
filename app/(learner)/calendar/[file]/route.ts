import { calendarFeed } from '#lib/flows/calendar.ts';
import { getRuntime } from '#lib/runtime.ts';

const FILE = /^(.+)\.ics$/;

/** A learner's dates for calendar programs, which ask for them every few hours. */
export async function GET(
  _request: Request,
  { params }: { params: Promise<{ file: string }> },
): Promise<Response> {
  const [, token = ''] = FILE.exec((await params).file) ?? [];
  const feed = await calendarFeed(await getRuntime(), token);
  if (feed === null) {
    return new Response('There is no calendar here. Take its address from your own page again.\n', {
      status: 404,
    });
  }
  return new Response(feed, {
    headers: {
      'content-type': 'text/calendar; charset=utf-8',
      'content-disposition': 'inline; filename="lessons.ics"',
    },
  });
}
