import type { IncomingMessage, ServerResponse } from 'node:http';
import { respond } from './answer.ts';
import type { Weather } from './faults.ts';
import type { Mailbox } from './mailbox.ts';
import type { Rate } from './rate.ts';
import type { Seen } from './server.ts';

export type Control = { weather: Weather; mailbox: Mailbox; rate: Rate; seen: readonly Seen[] };

/** What the test says to the provider and asks of it; `client.ts` is the other end. */
export type Command =
  | { do: 'fail'; with: Parameters<Weather['script']> }
  | { do: 'chances'; with: Parameters<Weather['chances']> }
  | { do: 'outage'; with: Parameters<Weather['outage']> }
  | { do: 'limit'; with: Parameters<Rate['limit']> };

/** Not subject to any fault, outage or limit. */
export async function control(
  controls: Control,
  pathname: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { mailbox, rate, seen } = controls;
  switch (pathname) {
    case '/control/accepted':
      respond(response, 200, mailbox.accepted());
      break;
    case '/control/stored':
      respond(response, 200, mailbox.stored().toReversed());
      break;
    case '/control/requests':
      respond(response, 200, seen);
      break;
    case '/control/most':
      respond(response, 200, rate.most());
      break;
    case '/control/command':
      obey(controls, JSON.parse((await bodyOf(request)).toString('utf8')));
      respond(response, 200, null);
      break;
    default:
      respond(response, 404, null);
  }
}

function obey({ weather, rate }: Control, command: Command): void {
  switch (command.do) {
    case 'fail':
      weather.script(...command.with);
      break;
    case 'chances':
      weather.chances(...command.with);
      break;
    case 'outage':
      weather.outage(...command.with);
      break;
    case 'limit':
      rate.limit(...command.with);
      break;
    default:
      command satisfies never;
  }
}

/** @throws when the asker goes away in the middle */
export async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) chunks.push(chunk);
  return Buffer.concat(chunks);
}
