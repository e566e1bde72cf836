-- What a learner changed last, and how things stood before and after it, so that it can be undone for a while.
CREATE TABLE "LastChange" (
    "enrollmentId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "said" TEXT NOT NULL,
    "before" JSONB NOT NULL,
    "after" JSONB NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "LastChange_pkey" PRIMARY KEY ("enrollmentId"),
    CONSTRAINT "LastChange_enrollmentId_fkey" FOREIGN KEY ("enrollmentId") REFERENCES "Enrollment"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
