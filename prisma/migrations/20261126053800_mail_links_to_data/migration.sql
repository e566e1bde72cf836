-- Whoever wants to see what is held of them is mailed a link that works for an hour.
ALTER TYPE "DeliveryKind" ADD VALUE 'data';
