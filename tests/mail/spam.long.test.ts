import { afterAll, beforeAll, expect, test } from 'vitest';
import { messageOf, mimeOf } from '#tests/support/complete-mail.ts';
import { shippedMails, trickyMails } from '#tests/support/every-mail.ts';
import { type SpamJudge, startSpamJudge } from '#tests/support/spamassassin.ts';

/** SpamAssassin calls spam what has 5. Nothing of ours has a reason to come near. */
const MOST = 0.5;

let spamAssassin: SpamJudge;
beforeAll(async () => {
  spamAssassin = await startSpamJudge((line) => console.log(line));
}, 300_000);
afterAll(() => spamAssassin?.stop());

test.each([...(await trickyMails()), ...(await shippedMails())])(
  '%s is not taken for spam',
  async (_, mail) => {
    const { score, report } = await spamAssassin.judge(await mimeOf(messageOf(mail)));
    expect(score, report).toBeLessThanOrEqual(MOST);
  },
);

test('what is made to be taken for spam is', async () => {
  const [[, mail] = []] = await trickyMails();
  if (!mail) throw new Error('there is no mail');
  // https://spamassassin.apache.org/gtube/
  const gtube = 'XJS*C4JDBQADN1.NSBN3*2IDNEN*GTUBE-STANDARD-ANTI-UBE-TEST-EMAIL*C.34X';
  const message = messageOf(mail);
  const { score } = await spamAssassin.judge(
    await mimeOf({ ...message, text: `${message.text}\n${gtube}\n` }),
  );
  expect(score).toBeGreaterThan(5);
});
