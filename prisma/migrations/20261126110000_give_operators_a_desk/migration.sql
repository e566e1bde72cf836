-- Who may sit at the operator's desk. Names and columns are those the sign-in library asks for.
CREATE TABLE "Operator" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "emailVerified" BOOLEAN NOT NULL DEFAULT true,
    "image" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "Operator_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "Operator_email_key" ON "Operator"("email");

CREATE TABLE "OperatorSession" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "token" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "ipAddress" TEXT,
    "userAgent" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OperatorSession_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "OperatorSession_userId_fkey" FOREIGN KEY ("userId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "OperatorSession_token_key" ON "OperatorSession"("token");
CREATE INDEX "OperatorSession_userId_idx" ON "OperatorSession"("userId");

CREATE TABLE "OperatorPasskey" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "name" TEXT,
    "publicKey" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "credentialID" TEXT NOT NULL,
    "counter" INTEGER NOT NULL,
    "deviceType" TEXT NOT NULL,
    "backedUp" BOOLEAN NOT NULL,
    "transports" TEXT,
    "createdAt" TIMESTAMPTZ(3) DEFAULT CURRENT_TIMESTAMP,
    "aaguid" TEXT,

    CONSTRAINT "OperatorPasskey_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "OperatorPasskey_userId_fkey" FOREIGN KEY ("userId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "OperatorPasskey_credentialID_key" ON "OperatorPasskey"("credentialID");
CREATE INDEX "OperatorPasskey_userId_idx" ON "OperatorPasskey"("userId");

-- What a browser was asked to sign, until it has.
CREATE TABLE "OperatorChallenge" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OperatorChallenge_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "OperatorChallenge_identifier_idx" ON "OperatorChallenge"("identifier");

-- One chance to sign in: a code that is mailed, or a link that the command line prints. Neither is stored; both are made
-- from the id.
CREATE TYPE "SignInKind" AS ENUM ('code', 'link');
CREATE TABLE "SignIn" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "operatorId" UUID NOT NULL,
    "kind" "SignInKind" NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" TIMESTAMPTZ(3) NOT NULL,
    "usedAt" TIMESTAMPTZ(3),

    CONSTRAINT "SignIn_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "SignIn_operatorId_fkey" FOREIGN KEY ("operatorId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "SignIn_operatorId_createdAt_idx" ON "SignIn"("operatorId", "createdAt");

-- What operators did, and nobody can take back. Holds ids, never addresses.
CREATE TABLE "AuditEntry" (
    "number" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT clock_timestamp(),
    "actor" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "subject" TEXT,
    "detail" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "AuditEntry_pkey" PRIMARY KEY ("number")
);
CREATE INDEX "AuditEntry_subject_idx" ON "AuditEntry"("subject");

-- Append-only: not even a mistake of ours changes it. What is older than 24 months may go.
CREATE FUNCTION keep_audit_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND OLD."at" < clock_timestamp() - interval '24 months' THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is append-only';
END $$;
CREATE TRIGGER keep_audit_entry BEFORE UPDATE OR DELETE ON "AuditEntry" FOR EACH ROW EXECUTE FUNCTION keep_audit_entry();
