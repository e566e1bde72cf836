-- Somebody moves to another address, once both have confirmed it by a mail of their own.
ALTER TYPE "DeliveryKind" ADD VALUE 'old_address';
ALTER TYPE "DeliveryKind" ADD VALUE 'new_address';
ALTER TYPE "DeliveryKind" ADD VALUE 'taken_address';

CREATE TABLE "AddressChange" (
  "id" UUID NOT NULL DEFAULT gen_random_uuid(),
  "subscriberId" UUID NOT NULL,
  "address" TEXT NOT NULL,
  "addressKey" TEXT NOT NULL,
  "requestedAt" TIMESTAMPTZ(3) NOT NULL,
  "expiresAt" TIMESTAMPTZ(3) NOT NULL,
  "oldConfirmedAt" TIMESTAMPTZ(3),
  "newConfirmedAt" TIMESTAMPTZ(3),
  "doneAt" TIMESTAMPTZ(3),
  "endedAt" TIMESTAMPTZ(3),
  CONSTRAINT "AddressChange_pkey" PRIMARY KEY ("id"),
  CONSTRAINT "AddressChange_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE INDEX "AddressChange_subscriberId_idx" ON "AddressChange"("subscriberId");
CREATE INDEX "AddressChange_addressKey_idx" ON "AddressChange"("addressKey");

ALTER TABLE "Delivery" ADD COLUMN "addressChangeId" UUID;
