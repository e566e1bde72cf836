-- A second course waits until the first is over, unless its learner wants both at once.
ALTER TYPE "EnrollmentState" ADD VALUE 'waiting' BEFORE 'active';
