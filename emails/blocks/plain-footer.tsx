import { Note } from './footer.tsx';
import { Address, Link } from './text.tsx';

type PlainFooterProps = {
  /** Up to the address of the site: “You get this one mail because …”. */
  because: string;
  siteUrl: string;
  privacyUrl: string;
  postalAddress: string;
};

/** Below a mail that is part of nothing: why it came, what is kept, and who sends it. */
export function PlainFooter({ because, siteUrl, privacyUrl, postalAddress }: PlainFooterProps) {
  return (
    <>
      <Note above={0}>
        {`${because} `}
        <Address href={siteUrl} />
      </Note>
      <Note>
        <Link href={privacyUrl}>What we keep, and for how long</Link>
      </Note>
      <Note>{postalAddress}</Note>
    </>
  );
}
