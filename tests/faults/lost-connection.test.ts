import type { AddressInfo } from 'node:net';
import { createServer, type Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { openDatabase } from '#lib/db/client.ts';

test('a connection that ends in the moment it is ready fails the decision, not the process', async () => {
  const url = await readyAndGone();
  const db = openDatabase(url);
  onTestFinished(() => db.$disconnect());
  const uncaught: unknown[] = [];
  const note = (error: unknown) => uncaught.push(error);
  process.on('uncaughtException', note);
  onTestFinished(() => {
    process.off('uncaughtException', note);
  });
  await expect(db.$transaction((tx) => tx.$queryRaw`SELECT 1`)).rejects.toThrow();
  expect(uncaught).toEqual([]);
});

/** A database that lets anybody in and is terminated by its administrator at once: both arrive in one piece. */
async function readyAndGone(): Promise<string> {
  const authenticated = message('R', Buffer.from([0, 0, 0, 0]));
  const ready = message('Z', Buffer.from('I'));
  const terminated = message('E', Buffer.from('SFATAL\0VFATAL\0C57P01\0Mterminating connection\0\0'));
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('data', () => socket.end(Buffer.concat([authenticated, ready, terminated])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  return `postgresql://anybody@127.0.0.1:${(server.address() as AddressInfo).port}/any`;
}

/** https://www.postgresql.org/docs/18/protocol-message-formats.html: a letter, the length with itself, the rest. */
function message(letter: string, content: Buffer): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(content.length + 4);
  return Buffer.concat([Buffer.from(letter), length, content]);
}
