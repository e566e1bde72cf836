-- The code with which an operator signs in.
ALTER TYPE "DeliveryKind" ADD VALUE 'sign_in';

-- How else one could sign in. Stays empty; the sign-in library insists on the table.
CREATE TABLE "OperatorAccount" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "accountId" TEXT NOT NULL,
    "providerId" TEXT NOT NULL,
    "userId" UUID NOT NULL,
    "accessToken" TEXT,
    "refreshToken" TEXT,
    "idToken" TEXT,
    "accessTokenExpiresAt" TIMESTAMPTZ(3),
    "refreshTokenExpiresAt" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "createdAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updatedAt" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "OperatorAccount_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "OperatorAccount_userId_fkey" FOREIGN KEY ("userId") REFERENCES "Operator"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "OperatorAccount_userId_idx" ON "OperatorAccount"("userId");
