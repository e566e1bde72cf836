import { defineConfig } from 'prisma/config';

// `??`, not Prisma's env(): generating the client needs no database, and env() throws without one.
export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations', seed: 'tsx prisma/seed.ts' },
  datasource: { url: process.env.DATABASE_URL ?? 'postgresql://postgres@127.0.0.1:5432/lettercourse' },
});
