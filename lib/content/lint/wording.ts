import { lineOfSentence, sentencesBeside, sentencesMeant, sentencesTold } from './prose.ts';
import type { Finding, Rule } from './rule.ts';

/** Words that sell. A person decides whether the sentence promises what nobody can. */
const PROMISE =
  /\b(heal(s|ed|ing)?|cur(e|es|ed|ing)|repair(s|ed|ing)?|restor(e|es|ed|ing)|boost(s|ed|ing|ers?)?|cleans(e|es|ed|ing)|detox\w*|toxins?)\b/i;

/** A sentence that denies or doubts is no promise; neither is a question, nor what somebody else says. */
const DENIED =
  /\b(no|not|never|nor|none|nobody|nothing|without|cannot|neither|whether|unproven|untested|myths?|claim(s|ed)?|says?|said|promises?|called)\b|n[’']t\b|\?/i;

/** Nothing is promised that would heal. A person has to look: only the sense of a sentence tells. */
export const promisesNothing: Rule = ({ draft, files }) =>
  sentencesMeant(draft).flatMap((sentence): Finding[] => {
    const word = PROMISE.exec(sentence.said)?.[0];
    if (word === undefined || DENIED.test(sentence.said)) return [];
    const message = `Is “${word}” a promise here? “${sentence.said}” Say what was shown, or that nothing was.`;
    const line = lineOfSentence(sentence, files);
    return [{ file: sentence.file, line, rule: 'promise', severity: 'warning', message }];
  });

/** Each learner is at a place and a day of their own. */
export const namesNoDay: Rule = ({ draft, files }) =>
  sentencesTold(draft).flatMap((sentence): Finding[] => {
    const word = /\b(yesterday|tomorrow)\b/i.exec(sentence.said)?.[0];
    if (word === undefined) return [];
    const message = `Nobody can tell when “${word}” is: lessons come on each learner’s own days. Say “the next lesson”.`;
    const line = lineOfSentence(sentence, files);
    return [{ file: sentence.file, line, rule: 'day-word', severity: 'error', message }];
  });

export const speaksQuietly: Rule = ({ draft, files }) =>
  [...sentencesTold(draft), ...sentencesBeside(draft)]
    .filter(({ said }) => said.includes('!'))
    .map((sentence) => ({
      file: sentence.file,
      line: lineOfSentence(sentence, files),
      rule: 'exclamation',
      severity: 'error',
      message: `End the sentence with a full stop: “${sentence.said}”`,
    }));
