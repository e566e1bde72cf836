export const GRADES = ['strong', 'moderate', 'limited', 'very limited', 'contested', 'unsupported'] as const;

/** How well a claim is supported by studies in people. */
export type Grade = (typeof GRADES)[number];

/** A grade as it is drawn and said: up to four strokes (dashed where good sources disagree) and a word. */
export function describeGrade(grade: Grade): { strokes: 0 | 1 | 2 | 3 | 4; dashed: boolean; word: string } {
  switch (grade) {
    case 'strong':
      return { strokes: 4, dashed: false, word: 'Strong evidence' };
    case 'moderate':
      return { strokes: 3, dashed: false, word: 'Moderate evidence' };
    case 'limited':
      return { strokes: 2, dashed: false, word: 'Limited evidence' };
    case 'very limited':
      return { strokes: 1, dashed: false, word: 'Very limited evidence' };
    case 'contested':
      return { strokes: 2, dashed: true, word: 'Contested evidence' };
    case 'unsupported':
      return { strokes: 0, dashed: false, word: 'Unsupported' };
    default:
      return grade satisfies never;
  }
}
