-- How many mails the provider has counted, as its answers say: near its quota, somebody wants to know.
ALTER TABLE "Provider" ADD COLUMN "usedToday" INTEGER, ADD COLUMN "usedThisMonth" INTEGER, ADD COLUMN "usedAt" TIMESTAMPTZ(3);
