import { serveProvider } from './server.ts';

// The faulty provider as a process of its own. It lives as long as whoever started it.
const { url, close } = await serveProvider(JSON.parse(process.argv[2] ?? '{}'));
process.on('disconnect', () => {
  close().then(() => process.exit(0));
});
process.send?.({ url });
