import type { Lesson } from '#lib/domain/course.ts';
import { color, font } from '../theme.ts';
import { Phrases } from './phrases.tsx';
import { Opened } from './section.tsx';
import { Table } from './table.tsx';
import { Heading, Link, Text } from './text.tsx';

const LETTERS = 'ABCDE';

/** @param props.url of the question on the web, where one tap answers it */
export function SelfCheck({ check, url }: { check: Lesson['check']; url: string }) {
  return (
    <Opened by="accent">
      <Text face="ui" tone="soft" above={0}>
        Check yourself
      </Text>
      <Heading above={4}>{check.question}</Heading>
      <Table width="100%" style={{ marginTop: '12px' }}>
        {check.answers.map((answer, index) => (
          <tr key={answer} data-row>
            <td
              className="ink line"
              width="32"
              valign="top"
              style={{ ...cell, font: font.uiStrong }}
              data-label
            >
              {LETTERS[index]}
            </td>
            <td className="ink line" style={{ ...cell, font: font.ui }}>
              {answer}
            </td>
          </tr>
        ))}
      </Table>
      <Text face="ui">
        <Link href={url}>Answer on the web</Link>
      </Text>
      <Text face="ui" tone="soft">
        The answer also stands below the references.
      </Text>
    </Opened>
  );
}

const cell = { borderTop: `1px solid ${color.rule}`, padding: '11px 0', color: color.ink };

/** It stands away from its question, and in the mail itself, so that nobody has to click to learn it. */
export function Answer({ check }: { check: Lesson['check'] }) {
  return (
    <Text face="ui" above={16}>
      <b>{`Answer: ${LETTERS[check.correct]}.`}</b>
      {` ${check.explanation}`}
      {check.cites.length > 0 && <Phrases phrases={[{ type: 'cite', numbers: check.cites }]} />}
    </Text>
  );
}
