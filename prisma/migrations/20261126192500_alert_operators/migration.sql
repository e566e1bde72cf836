-- What tells an operator that something is broken.
ALTER TYPE "DeliveryKind" ADD VALUE 'alert';

CREATE TABLE "Alert" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" TEXT NOT NULL,
    "detail" TEXT NOT NULL,
    "beganAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "endedAt" TIMESTAMPTZ(3),
    "beganToldAt" TIMESTAMPTZ(3),
    "endedToldAt" TIMESTAMPTZ(3),

    CONSTRAINT "Alert_pkey" PRIMARY KEY ("id")
);
-- Something is broken once at a time, however many workers notice.
CREATE UNIQUE INDEX "Alert_open" ON "Alert" ("kind") WHERE "endedAt" IS NULL;

-- Whether the provider still reports. It is written in this order and only grows, so a BRIN index costs next to nothing.
CREATE INDEX "ProviderEvent_receivedAt_idx" ON "ProviderEvent" USING BRIN ("receivedAt");
