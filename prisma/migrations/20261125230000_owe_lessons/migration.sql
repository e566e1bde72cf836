-- A lesson put into a course behind somebody's place is theirs to ask for, and the operator's to add: what was asked for
-- is kept here. A row may be written while its person is erased, and then goes with them.
CREATE TYPE "AskedBy" AS ENUM ('learner', 'operator');
CREATE TABLE "Owed" (
    "enrollmentId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "lessonSlug" TEXT NOT NULL,
    "askedBy" "AskedBy" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Owed_pkey" PRIMARY KEY ("enrollmentId", "round", "lessonSlug"),
    CONSTRAINT "Owed_enrollmentId_fkey" FOREIGN KEY ("enrollmentId") REFERENCES "Enrollment"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
