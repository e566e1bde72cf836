-- What operators choose for their site; one row, empty where the settings it was started with hold.
CREATE TABLE "Site" (
    "id" INTEGER NOT NULL DEFAULT 1,
    "version" INTEGER NOT NULL DEFAULT 0,
    "name" TEXT,
    "senderName" TEXT,
    "senderAddress" TEXT,
    "replyTo" TEXT,
    "postalAddress" TEXT,
    "accent" TEXT,
    "hour" INTEGER,
    "draft" JSONB,
    "before" JSONB,

    CONSTRAINT "Site_pkey" PRIMARY KEY ("id")
);
INSERT INTO "Site" ("id") VALUES (1);
ALTER TABLE "Site" ADD CONSTRAINT "Site_one_row" CHECK ("id" = 1);
ALTER TABLE "Site" ADD CONSTRAINT "Site_hour" CHECK ("hour" BETWEEN 0 AND 23);
