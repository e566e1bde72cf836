import { color } from '../theme.ts';
import { Button } from './button.tsx';
import { Table } from './table.tsx';
import { Text } from './text.tsx';

type NextProps = {
  label: string;
  title: string;
  when: string;
  button: { label: string; href: string } | null;
};

/** What comes after this mail, and when. */
export function Next({ label, title, when, button }: NextProps) {
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
          <Text face="ui" above={2}>
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
