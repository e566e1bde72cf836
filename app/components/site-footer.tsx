import { findSite } from '#app/site.ts';
import { writeTo } from '#lib/domain/site.ts';

/** What holds on every page, and where to find the person behind it. */
export async function SiteFooter() {
  const site = await findSite();
  return (
    <footer className="foot">
      <div className="wrap">
        <p>
          General learning, not medical advice. It can’t tell you what is wrong, and it doesn’t replace your
          doctor, pharmacist or dietitian. Don’t stop or change a medicine because of it.
        </p>
        <ul>
          <li>
            <a href="/courses">All courses</a>
          </li>
          <li>
            <a href="/privacy">Privacy</a>
          </li>
          <li>
            <a href="/link">Lost your link?</a>
          </li>
          <li>
            <a href={`mailto:${writeTo(site)}`}>Write to us</a>
          </li>
        </ul>
        <p>{site.postalAddress}</p>
      </div>
    </footer>
  );
}
