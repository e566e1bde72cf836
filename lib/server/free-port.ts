import { createServer } from 'node:net';

const TRIES = 100;

/** A port nobody listens on, chosen by the system. */
export async function anyFreePort(): Promise<number> {
  const port = await tryPort(0, '127.0.0.1');
  if (port === null) throw new Error('no free port on 127.0.0.1');
  return port;
}

/**
 * The wanted port or the next free one above it.
 * @param host the address to listen on
 * @returns null when none of the next hundred is free
 */
export async function nextFreePort(wanted: number, host: string): Promise<number | null> {
  for (let port = wanted; port < wanted + TRIES && port <= 65535; port++) {
    if ((await isFree(port, host)) && (await isFree(port, '::1'))) return port;
  }
  return null;
}

/** A browser sent to localhost may ask ::1 first and find somebody else's server there, so that is looked at as well. */
async function isFree(port: number, host: string): Promise<boolean> {
  return (await tryPort(port, host)) !== null;
}

/** @returns the port listened on for a moment, null when it is taken */
function tryPort(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', (error) => {
      const taken = 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
      resolve(taken ? null : port); // no IPv6 here, say: then nobody else is on it either
    });
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve(address && typeof address === 'object' ? address.port : port));
    });
  });
}
