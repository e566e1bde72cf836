import { liveThrough } from './model/lives.ts';

// The other half, in a worker of its own.
liveThrough(1);
