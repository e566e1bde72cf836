export const GRADES = ['strong', 'moderate', 'limited', 'very limited', 'contested', 'unsupported'] as const;

/** How well a claim is supported by studies in people. */
export type Grade = (typeof GRADES)[number];

/** A grade as it is drawn and said: up to four strokes (dashed where good sources disagree), a word, and what it means. */
export function describeGrade(grade: Grade): {
  strokes: 0 | 1 | 2 | 3 | 4;
  dashed: boolean;
  word: string;
  meaning: string;
} {
  switch (grade) {
    case 'strong':
      return {
        strokes: 4,
        dashed: false,
        word: 'Strong evidence',
        meaning: 'Several good studies in people, or guidelines, agree.',
      };
    case 'moderate':
      return {
        strokes: 3,
        dashed: false,
        word: 'Moderate evidence',
        meaning: 'There are trials in people, but small, short or indirect ones.',
      };
    case 'limited':
      return {
        strokes: 2,
        dashed: false,
        word: 'Limited evidence',
        meaning: 'A few small studies in people, or studies that compare with nothing.',
      };
    case 'very limited':
      return {
        strokes: 1,
        dashed: false,
        word: 'Very limited evidence',
        meaning: 'Laboratory or animal work, tradition, opinion, or what sellers say.',
      };
    case 'contested':
      return {
        strokes: 2,
        dashed: true,
        word: 'Contested evidence',
        meaning: 'Good sources disagree.',
      };
    case 'unsupported':
      return {
        strokes: 0,
        dashed: false,
        word: 'Unsupported',
        meaning: 'We found nothing that supports these words.',
      };
    default:
      return grade satisfies never;
  }
}
