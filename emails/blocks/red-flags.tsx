import type { Course } from '#lib/domain/course.ts';
import { List } from './list.tsx';
import { Opened } from './section.tsx';
import { Heading, Text } from './text.tsx';

/** When to see a doctor. It ends every lesson. */
export function RedFlags({ redFlags }: { redFlags: Course['redFlags'] }) {
  return (
    <Opened by="warn">
      <Heading face="mark" tone="signal">
        {redFlags.title}
      </Heading>
      <List face="ui" above={6} items={redFlags.soon} />
      <Text face="ui" above={10}>
        {redFlags.emergency}
      </Text>
    </Opened>
  );
}
