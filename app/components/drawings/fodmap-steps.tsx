import { Each } from '../each.tsx';

type Step = {
  title: string;
  words: string;
  /** What the drawing shows, for whoever can't see it. */
  shown: string;
  /** Kinds of food that are on the plate, of five. */
  onPlate: readonly number[];
  onItsWay?: number;
};

const STEPS: readonly Step[] = [
  {
    title: 'Leave out',
    words: 'For a short time, food rich in FODMAPs is left out.',
    shown: 'A plate without dots. Five dots stand beside it, all left out.',
    onPlate: [],
  },
  {
    title: 'Bring back',
    words: 'One kind after the other comes back, to see which of them troubles you.',
    shown: 'One dot is on the plate, a second is on its way there, and three still stand beside it.',
    onPlate: [0],
    onItsWay: 1,
  },
  {
    title: 'Make it yours',
    words: 'What does you no harm stays. Only what troubles you is kept small.',
    shown: 'Four dots are on the plate. One stands beside it.',
    onPlate: [0, 1, 2, 3],
  },
];

/** Where each of the five kinds stands: on the plate, and beside it. */
const KINDS = [
  { on: [52, 46], beside: [150, 22] },
  { on: [86, 56], beside: [150, 46] },
  { on: [46, 84], beside: [150, 70] },
  { on: [80, 94], beside: [150, 94] },
  { on: [66, 70], beside: [150, 118] },
] as const;

/** The three steps of a low FODMAP diet. */
export function FodmapSteps() {
  return (
    <figure className="drawing">
      <ol className="in-steps">
        {STEPS.map((step, index) => (
          <li key={step.title}>
            <Plate step={step} />
            <div>
              <p className="heading">{`${index + 1}. ${step.title}`}</p>
              <p>{step.words}</p>
            </div>
          </li>
        ))}
      </ol>
      <figcaption>
        The three steps of a low FODMAP diet, best taken with a dietitian. Each dot stands for a kind of food
        rich in FODMAPs; there are many.
      </figcaption>
    </figure>
  );
}

function Plate({ step: { shown, onPlate, onItsWay } }: { step: Step }) {
  return (
    <svg viewBox="0 0 164 140" role="img" aria-label={shown}>
      <circle className="plate" cx="66" cy="70" r="62" />
      <circle className="rim" cx="66" cy="70" r="46" />
      <Each of={KINDS}>
        {({ on, beside }, kind) => {
          if (onPlate.includes(kind)) return <Kind at={on} />;
          if (kind !== onItsWay) return <Kind at={beside} leftOut />;
          return (
            <>
              <Kind at={beside} />
              <path
                className="way"
                d={`M${beside[0] - 13} ${beside[1]}L${on[0] + 12} ${on[1]}m7-5l-7 5 8 3`}
              />
            </>
          );
        }}
      </Each>
    </svg>
  );
}

function Kind({ at: [x, y], leftOut = false }: { at: readonly [x: number, y: number]; leftOut?: boolean }) {
  return <circle className={leftOut ? 'left-out' : 'food'} cx={x} cy={y} r="8" />;
}
