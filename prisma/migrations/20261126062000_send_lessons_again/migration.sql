-- A lesson somebody has had is mailed again when they ask for it.
ALTER TYPE "DeliveryKind" ADD VALUE 'again';
