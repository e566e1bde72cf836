-- What a learner does with a lesson on the web. It hangs on the receipt: nobody has read what was never given, and a
-- receipt that is given back takes it along.
CREATE TABLE "LessonProgress" (
    "enrollmentId" UUID NOT NULL,
    "round" INTEGER NOT NULL,
    "lessonSlug" TEXT NOT NULL,
    "readAt" TIMESTAMPTZ(3),
    "answer" TEXT,
    "answeredAt" TIMESTAMPTZ(3),

    CONSTRAINT "LessonProgress_pkey" PRIMARY KEY ("enrollmentId","round","lessonSlug"),
    CONSTRAINT "LessonProgress_receipt_fkey" FOREIGN KEY ("enrollmentId","round","lessonSlug")
      REFERENCES "Receipt"("enrollmentId","round","lessonSlug") ON DELETE CASCADE ON UPDATE CASCADE,
    CONSTRAINT "LessonProgress_answer_has_its_time" CHECK (("answer" IS NULL) = ("answeredAt" IS NULL)),
    CONSTRAINT "LessonProgress_says_something" CHECK ("readAt" IS NOT NULL OR "answeredAt" IS NOT NULL)
);
