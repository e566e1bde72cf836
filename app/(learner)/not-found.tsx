import { DeadLink } from '#app/components/dead-link.tsx';

export default function LearnerNotFound() {
  return <DeadLink />;
}
