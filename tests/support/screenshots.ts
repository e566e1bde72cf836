import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';

const SIZES = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
export type Form = keyof typeof SIZES;
export type Scheme = 'light' | 'dark';

export type Camera = {
  /** A page from top to bottom, in every form and scheme: `<name>-phone-light.png` and so on. */
  shoot(name: string, url: string): Promise<void>;
  /** The same of a page as somebody has left it. */
  shootAsItIs(name: string, page: Page): Promise<void>;
  /** What one window shows of a page, without what lies below. */
  shootWindow(name: string, url: string, form: Form, scheme: Scheme): Promise<void>;
  /** The same of a page as somebody has left it, from this element on. */
  shootWindowAsItIs(name: string, page: Page, form: Form, scheme: Scheme, from: string): Promise<void>;
};

/** A camera that saves into a folder. */
export function openCamera(browser: Browser, folder: string): Camera {
  async function take(page: Page, name: string, form: Form, colorScheme: Scheme, fullPage: boolean) {
    await page.setViewportSize(SIZES[form]);
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.evaluate(async () => void (await document.fonts.ready));
    await page.screenshot({ path: join(folder, `${name}-${form}-${colorScheme}.png`), fullPage });
  }

  async function shootAsItIs(name: string, page: Page): Promise<void> {
    for (const form of ['phone', 'desktop'] as const)
      for (const scheme of ['light', 'dark'] as const) await take(page, name, form, scheme, true);
  }

  async function at(url: string, look: (page: Page) => Promise<void>): Promise<void> {
    const page = await browser.newPage({ timezoneId: 'Europe/Paris' });
    await page.goto(url);
    await look(page);
    await page.close();
  }

  return {
    shootAsItIs,
    shoot: (name, url) => at(url, (page) => shootAsItIs(name, page)),
    shootWindowAsItIs: async (name, page, form, scheme, from) => {
      await page.setViewportSize(SIZES[form]);
      await page.locator(from).evaluate((element) => element.scrollIntoView());
      await take(page, name, form, scheme, false);
    },
    shootWindow: (name, url, form, scheme) => at(url, (page) => take(page, name, form, scheme, false)),
  };
}
