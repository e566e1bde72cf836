-- A lesson that said something wrong is corrected by mail to those who had it.
ALTER TYPE "DeliveryKind" ADD VALUE 'correction';
