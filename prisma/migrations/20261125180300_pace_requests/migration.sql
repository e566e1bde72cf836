-- One row for all workers, so that together they never ask faster than the provider allows.
CREATE TABLE "Provider" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "requestsPerSecond" DOUBLE PRECISION,
    "nextAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextBulkAt" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "failures" INTEGER NOT NULL DEFAULT 0,
    "circuitOpenedAt" TIMESTAMPTZ(3),
    "circuitOpenUntil" TIMESTAMPTZ(3),

    CONSTRAINT "Provider_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "Provider_one_row" CHECK ("id" = 1)
);
INSERT INTO "Provider" ("id") VALUES (1);
