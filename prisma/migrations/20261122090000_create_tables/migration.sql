-- CreateEnum
CREATE TYPE "Standing" AS ENUM ('pending', 'confirmed', 'departed');

-- CreateEnum
CREATE TYPE "SuppressionReason" AS ENUM ('bounced', 'complained', 'operator');

-- CreateEnum
CREATE TYPE "ConsentAction" AS ENUM ('given', 'withdrawn');

-- CreateEnum
CREATE TYPE "EnrollmentState" AS ENUM ('active', 'paused', 'left', 'completed');

-- CreateEnum
CREATE TYPE "Pace" AS ENUM ('weekly', 'twice_weekly', 'daily');

-- CreateEnum
CREATE TYPE "DeliveryKind" AS ENUM ('confirmation', 'link', 'lesson', 'completion');

-- CreateEnum
CREATE TYPE "DeliveryState" AS ENUM ('scheduled', 'batched', 'sent', 'failed', 'unknown', 'skipped');

-- CreateEnum
CREATE TYPE "BatchState" AS ENUM ('open', 'sending', 'in_doubt', 'closed');

-- CreateTable
CREATE TABLE "Subscriber" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "address" TEXT NOT NULL,
    "addressKey" TEXT NOT NULL,
    "name" TEXT,
    "timeZone" TEXT NOT NULL,
    "standing" "Standing" NOT NULL DEFAULT 'pending',
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Suppression" (
    "addressHash" TEXT NOT NULL,
    "reason" "SuppressionReason" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Suppression_pkey" PRIMARY KEY ("addressHash")
);

-- CreateTable
CREATE TABLE "SignUp" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subscriberId" UUID,
    "address" TEXT NOT NULL,
    "addressKey" TEXT NOT NULL,
    "courseSlug" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "network" TEXT,
    "name" TEXT,
    "timeZone" TEXT NOT NULL,
    "mailedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "resends" INTEGER NOT NULL DEFAULT 0,
    "requestedAt" TIMESTAMPTZ(3) NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "confirmedAt" TIMESTAMPTZ(3),
    "supersededAt" TIMESTAMPTZ(3),
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "SignUp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Consent" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subscriberId" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "action" "ConsentAction" NOT NULL,
    "wording" TEXT NOT NULL,
    "wordingVersion" TEXT NOT NULL,
    "source" TEXT NOT NULL,
    "network" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "recordedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Publication" (
    "number" SERIAL NOT NULL,
    "courseSlug" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "course" JSONB NOT NULL,
    "editions" JSONB NOT NULL,
    "publishedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Publication_pkey" PRIMARY KEY ("number")
);

-- CreateTable
CREATE TABLE "Edition" (
    "hash" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Edition_pkey" PRIMARY KEY ("hash")
);

-- CreateTable
CREATE TABLE "Enrollment" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "subscriberId" UUID NOT NULL,
    "courseSlug" TEXT NOT NULL,
    "state" "EnrollmentState" NOT NULL DEFAULT 'active',
    "round" INTEGER NOT NULL DEFAULT 1,
    "pace" "Pace" NOT NULL DEFAULT 'weekly',
    "weekdays" INTEGER[],
    "hour" INTEGER NOT NULL,
    "askedAt" TIMESTAMPTZ(3) NOT NULL,
    "pausedUntil" TIMESTAMPTZ(3),
    "lastSentAt" TIMESTAMPTZ(3),
    "changedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Enrollment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Receipt" (
    "enrollmentId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "lessonSlug" TEXT NOT NULL,
    "deliveryId" UUID NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Receipt_pkey" PRIMARY KEY ("enrollmentId","round","lessonSlug")
);

-- CreateTable
CREATE TABLE "Delivery" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "kind" "DeliveryKind" NOT NULL,
    "intent" TEXT NOT NULL,
    "state" "DeliveryState" NOT NULL DEFAULT 'scheduled',
    "reason" TEXT,
    "priority" INTEGER NOT NULL,
    "subscriberId" UUID NOT NULL,
    "enrollmentId" UUID,
    "signUpId" UUID,
    "round" INTEGER,
    "lessonSlug" TEXT,
    "requested" BOOLEAN NOT NULL DEFAULT false,
    "dueAt" TIMESTAMPTZ(3) NOT NULL,
    "nextDueAt" TIMESTAMPTZ(3),
    "editionHash" TEXT,
    "slots" JSONB,
    "batchId" UUID,
    "position" INTEGER,
    "sentAt" TIMESTAMPTZ(3),
    "providerId" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Delivery_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Batch" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "state" "BatchState" NOT NULL DEFAULT 'open',
    "priority" INTEGER NOT NULL,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "settledAttempt" INTEGER NOT NULL DEFAULT 0,
    "envelope" JSONB,
    "bodyHash" TEXT,
    "outcome" TEXT,
    "plannedAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "attemptedAt" TIMESTAMPTZ(3),
    "leasedUntil" TIMESTAMPTZ(3),
    "nextAttemptAt" TIMESTAMPTZ(3),
    "doubtSince" TIMESTAMPTZ(3),

    CONSTRAINT "Batch_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Clock" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "offsetMs" BIGINT NOT NULL DEFAULT 0,

    CONSTRAINT "Clock_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Sender" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "haltedAt" TIMESTAMPTZ(3),
    "haltedReason" TEXT,

    CONSTRAINT "Sender_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "Heartbeat" (
    "worker" TEXT NOT NULL,
    "startedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "beatAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "nextBy" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "Heartbeat_pkey" PRIMARY KEY ("worker")
);

-- CreateTable
CREATE TABLE "Limit" (
    "key" TEXT NOT NULL,
    "windowStartedAt" TIMESTAMPTZ(3) NOT NULL,
    "count" INTEGER NOT NULL,

    CONSTRAINT "Limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "OutboxMessage" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "idempotencyKey" TEXT NOT NULL,
    "deliveryId" TEXT NOT NULL,
    "bodyHash" TEXT NOT NULL,
    "sender" TEXT NOT NULL,
    "recipient" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "html" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "sentAt" TIMESTAMPTZ(3) NOT NULL,
    "serial" SERIAL NOT NULL,

    CONSTRAINT "OutboxMessage_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "Subscriber_addressKey_key" ON "Subscriber"("addressKey");

-- CreateIndex
CREATE INDEX "SignUp_addressKey_createdAt_idx" ON "SignUp"("addressKey", "createdAt");

-- CreateIndex
CREATE INDEX "Consent_subscriberId_at_idx" ON "Consent"("subscriberId", "at");

-- CreateIndex
CREATE INDEX "Publication_courseSlug_number_idx" ON "Publication"("courseSlug", "number");

-- CreateIndex
CREATE UNIQUE INDEX "Enrollment_subscriberId_courseSlug_key" ON "Enrollment"("subscriberId", "courseSlug");

-- CreateIndex
CREATE UNIQUE INDEX "Delivery_intent_key" ON "Delivery"("intent");

-- CreateIndex
CREATE INDEX "Delivery_batchId_idx" ON "Delivery"("batchId");

-- CreateIndex
CREATE INDEX "Delivery_subscriberId_state_idx" ON "Delivery"("subscriberId", "state");

-- CreateIndex
CREATE INDEX "Delivery_enrollmentId_idx" ON "Delivery"("enrollmentId");

-- CreateIndex
CREATE INDEX "Batch_state_nextAttemptAt_idx" ON "Batch"("state", "nextAttemptAt");

-- CreateIndex
CREATE UNIQUE INDEX "OutboxMessage_idempotencyKey_deliveryId_key" ON "OutboxMessage"("idempotencyKey", "deliveryId");

-- AddForeignKey
ALTER TABLE "SignUp" ADD CONSTRAINT "SignUp_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Consent" ADD CONSTRAINT "Consent_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Enrollment" ADD CONSTRAINT "Enrollment_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Receipt" ADD CONSTRAINT "Receipt_enrollmentId_fkey" FOREIGN KEY ("enrollmentId") REFERENCES "Enrollment"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_subscriberId_fkey" FOREIGN KEY ("subscriberId") REFERENCES "Subscriber"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Delivery" ADD CONSTRAINT "Delivery_enrollmentId_fkey" FOREIGN KEY ("enrollmentId") REFERENCES "Enrollment"("id") ON DELETE SET NULL ON UPDATE CASCADE;


