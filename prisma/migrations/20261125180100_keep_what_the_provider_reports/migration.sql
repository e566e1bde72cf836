-- Webhooks: what became of a mail after the provider took it, and each event once.
ALTER TABLE "Delivery"
  ADD COLUMN "deliveredAt" TIMESTAMPTZ(3),
  ADD COLUMN "delayedAt" TIMESTAMPTZ(3),
  ADD COLUMN "softBouncedAt" TIMESTAMPTZ(3),
  ADD COLUMN "bouncedAt" TIMESTAMPTZ(3),
  ADD COLUMN "complainedAt" TIMESTAMPTZ(3),
  ADD COLUMN "failedAt" TIMESTAMPTZ(3);

CREATE TABLE "ProviderEvent" (
    "id" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "deliveryId" UUID,
    "providerId" TEXT,
    "detail" TEXT,
    "occurredAt" TIMESTAMPTZ(3) NOT NULL,
    "receivedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ProviderEvent_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "ProviderEvent_deliveryId_idx" ON "ProviderEvent"("deliveryId");
