import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** What becomes of a commit: it never arrives, its answer never arrives, or the answer comes late. */
export type CommitFault = 'never arrives' | 'answer lost' | { answerAfterMs: number };

export type DatabaseProxy = {
  /** The database, by way of the proxy. */
  url: string;
  /** The coming commit, counted from 1, meets this fault. @returns resolves when it has met it */
  failCommit(which: number, fault: CommitFault): Promise<void>;
  /**
   * The lines that exist now carry nothing any more, and nobody is told: what a router does that forgets them. New
   * lines work. @returns how many there were
   */
  blackHole(): number;
  close(): Promise<void>;
};

type Line = { client: Socket; server: Socket; isDead: boolean };

/** Stands between a client and its database, and does what networks do. It knows one word of the protocol: COMMIT. */
export async function startDatabaseProxy(databaseUrl: string): Promise<DatabaseProxy> {
  const target = new URL(databaseUrl);
  const lines = new Set<Line>();
  const faults = new Map<number, { fault: CommitFault; met: () => void }>();
  let commits = 0;

  const door = createServer({ noDelay: true }, (client) => {
    const server = connect({ host: target.hostname, port: Number(target.port), noDelay: true });
    const line = { client, server, isDead: false };
    lines.add(line);
    const cut = () => {
      if (line.isDead) return;
      lines.delete(line);
      client.destroy();
      server.destroy();
    };
    let answer: (chunk: Uint8Array) => void = (chunk) => client.write(chunk);
    client.on('data', (chunk) => {
      if (line.isDead) return;
      const meets = chunk.includes('COMMIT\0') ? faults.get(++commits) : undefined;
      const fault = meets?.fault;
      meets?.met();
      if (fault === 'never arrives') return cut();
      if (fault === 'answer lost') answer = cut;
      if (typeof fault === 'object') {
        answer = (late) => setTimeout(() => client.write(late), fault.answerAfterMs);
      }
      server.write(chunk);
    });
    server.on('data', (chunk) => {
      if (!line.isDead) answer(chunk);
    });
    for (const socket of [client, server]) socket.on('close', cut).on('error', cut);
  });
  await new Promise<void>((resolve) => door.listen(0, '127.0.0.1', resolve));

  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((door.address() as AddressInfo).port);
  return {
    url: url.href,
    failCommit: (which, fault) =>
      new Promise((met) => {
        faults.set(commits + which, { fault, met });
      }),
    blackHole: () => {
      for (const line of lines) line.isDead = true;
      return lines.size;
    },
    close: async () => {
      const closed = new Promise((resolve) => door.close(resolve));
      for (const { client, server } of lines) {
        client.destroy();
        server.destroy();
      }
      await closed;
    },
  };
}
