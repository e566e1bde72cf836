-- A learner may skip the next lesson, or jump ahead: what they left out is kept here, and theirs to ask for later.
CREATE TABLE "PassedOver" (
    "enrollmentId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "lessonSlug" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "PassedOver_pkey" PRIMARY KEY ("enrollmentId", "round", "lessonSlug"),
    CONSTRAINT "PassedOver_enrollmentId_fkey" FOREIGN KEY ("enrollmentId") REFERENCES "Enrollment"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
