import { color } from '../theme.ts';
import { Button } from './button.tsx';
import { Table } from './table.tsx';
import { Text } from './text.tsx';

type NextProps = {
  label: string;
  title: string;
  /** What it is about, in a line; null where the title says it. */
  about: string | null;
  when: string;
  button: { label: string; href: string } | null;
};

/** What comes after this mail, and when. */
export function Next({ label, title, about, when, button }: NextProps) {
  return (
    <Table width="100%">
      <tr>
        <td className="tint" style={{ backgroundColor: color.tint, padding: '20px' }}>
          <Text face="ui" tone="soft" above={0}>
            {label}
          </Text>
          <Text face="next" above={2}>
            {title}
          </Text>
          {about && (
            <Text face="ui" above={2}>
              {about}
            </Text>
          )}
          <Text face="ui" above={about ? 10 : 2}>
            {when}
          </Text>
          {button && (
            <div style={{ marginTop: '16px' }}>
              <Button href={button.href}>{button.label}</Button>
            </div>
          )}
        </td>
      </tr>
    </Table>
  );
}
