import { parseEnv } from '#lib/env.ts';
import { environment } from './environment.mjs';
import { requireMigrations } from './require-migrations.ts';
import { orTellAndExit } from './tell-and-exit.ts';

// Before a web process that starts alone: are the settings right, and is the database ready for this version?
await orTellAndExit(async () => requireMigrations(parseEnv(environment()).DATABASE_URL));
