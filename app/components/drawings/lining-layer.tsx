import { Each } from '../each.tsx';

/** Width of the layer in the drawing's units; labels stand to its right. */
const WIDTH = 212;
const TIGHT_GAP = 4;
const LOOSE_GAP = 13;
const HAIRS = [0, 1, 2, 3, 4];

const FOOD: readonly (readonly [x: number, y: number])[] = [
  [16, 52],
  [44, 76],
  [75, 58],
  [105, 92],
  [139, 50],
  [170, 80],
  [197, 60],
  [60, 96],
  [154, 100],
];
const GERMS = [
  'translate(22 88) rotate(-18)',
  'translate(120 66) rotate(12)',
  'translate(186 104) rotate(-8)',
];
const BLOOD_CELLS = [26, 86, 146, 192];

type Props = {
  id: string;
  title: string;
  description: string;
  cells: number;
  /** Seals, counted from 0 at the left, that let larger pieces through. */
  looseSeals: readonly number[];
  /** Cells that food is drawn passing through. */
  foodThrough: readonly number[];
};

/** One layer of cells between the inside of the gut and the blood, with its labels. */
export function Layer(props: Props) {
  const { cells, seals, cellWidth } = measure(props.cells, new Set(props.looseSeals));
  const through = props.foodThrough.map((cell) => (cells[cell] ?? 0) + cellWidth / 4);
  const loose = seals.filter((seal) => seal.loose);
  return (
    <svg viewBox="0 0 352 300" role="img" aria-labelledby={`${props.id}-title ${props.id}-description`}>
      <title id={`${props.id}-title`}>{props.title}</title>
      <desc id={`${props.id}-description`}>{props.description}</desc>
      <text className="heading" x="0" y="16">
        {props.title}
      </text>
      <path className="mucus" d="M0 112q17-8 35 0t35 0 35 0 35 0 35 0 37 0V146H0z" />
      <Each of={FOOD}>{([x, y]) => <Food x={x} y={y} />}</Each>
      <Each of={GERMS}>{(place) => <Germ place={place} />}</Each>
      <Piece x={60} y={44} />
      <Piece x={176} y={46} />
      <Each of={cells}>{(x) => <Cell x={x} width={cellWidth} />}</Each>
      <Each of={seals}>{(seal) => <Seal {...seal} />}</Each>
      <path className="vessel" d="M0 246q53-7 106 0t106 0M0 280q53-7 106 0t106 0" />
      <Each of={BLOOD_CELLS}>{(x) => <ellipse className="blood" cx={x} cy="264" rx="10" ry="6" />}</Each>
      <Each of={through}>{(x) => <FoodOnItsWay x={x} />}</Each>
      <Each of={loose}>{(seal) => <PieceOnItsWay x={seal.x} />}</Each>
      <Label y={60} text="inside of the gut" />
      <Label y={126} text="mucus" />
      <Label y={157} text={loose.length > 0 ? 'looser seals' : 'seals'} />
      <Label y={190} text="one layer of cells" />
      <Label y={264} text="blood" />
    </svg>
  );
}

/** Where each cell begins and each seal stands, so that the layer fills the width however wide its gaps are. */
function measure(count: number, looseSeals: ReadonlySet<number>) {
  const gaps = Array.from({ length: count - 1 }, (_, seal) => (looseSeals.has(seal) ? LOOSE_GAP : TIGHT_GAP));
  const cellWidth = (WIDTH - 1 - gaps.reduce((sum, gap) => sum + gap, 0)) / count;
  const cells: number[] = [];
  const seals: { x: number; loose: boolean }[] = [];
  let x = 0.8;
  for (let cell = 0; cell < count; cell++) {
    cells.push(x);
    const gap = gaps[cell] ?? 0;
    if (gap > 0) seals.push({ x: x + cellWidth + gap / 2, loose: looseSeals.has(cell) });
    x += cellWidth + gap;
  }
  return { cells, seals, cellWidth };
}

function Cell({ x, width }: { x: number; width: number }) {
  const hairs = HAIRS.map((hair) => `M${round(x + 3 + (hair * (width - 6)) / 4)} 146v-5`).join('');
  return (
    <>
      <rect className="cell" x={round(x)} y="146" width={round(width)} height="64" rx="3" />
      <path className="hairs" d={hairs} />
      <circle className="nucleus" cx={round(x + width * 0.61)} cy="192" r="5.5" />
    </>
  );
}

function Seal({ x, loose }: { x: number; loose: boolean }) {
  return loose ? (
    <path className="seal loose" d={`M${round(x - 5.5)} 152v9M${round(x + 5.5)} 152v9`} />
  ) : (
    <path className="seal" d={`M${round(x)} 151v12`} />
  );
}

function Germ({ place }: { place: string }) {
  return (
    <g transform={place}>
      <rect className="germ" x="-14" y="-6.5" width="28" height="13" rx="6.5" />
      <path className="tail" d="M14 0q5-5 9 0t8 0" />
    </g>
  );
}

function Food({ x, y }: { x: number; y: number }) {
  return <circle className="food" cx={round(x)} cy={y} r="3.5" />;
}

function Piece({ x, y }: { x: number; y: number }) {
  return <rect className="piece" x={round(x)} y={y} width="11" height="9" rx="2" />;
}

function FoodOnItsWay({ x }: { x: number }) {
  return (
    <>
      <Way x={x} />
      <Food x={x} y={124} />
      <Food x={x} y={222} />
    </>
  );
}

function PieceOnItsWay({ x }: { x: number }) {
  return (
    <>
      <Way x={x} />
      <Piece x={x - 5.5} y={118} />
      <Piece x={x - 5.5} y={214} />
    </>
  );
}

function Way({ x }: { x: number }) {
  return <path className="way" d={`M${round(x)} 128V238m-4-6l4 6 4-6`} />;
}

function Label({ y, text }: { y: number; text: string }) {
  return (
    <>
      <path className="leader" d={`M214 ${y}h14`} />
      <text x="234" y={y + 5}>
        {text}
      </text>
    </>
  );
}

function round(length: number): number {
  return Math.round(length * 10) / 10;
}
