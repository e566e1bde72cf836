import { buildIfNeeded } from './build.ts';
import { orTellAndExit } from './tell-and-exit.ts';

// `npm run build`, for an image that is to start without building.
await orTellAndExit(() => buildIfNeeded((line) => console.log(line)));
