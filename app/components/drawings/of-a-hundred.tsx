const ACROSS = 20;
const APART = 20;
const RADIUS = 6.5;

/** Three and a half of a hundred: 50 of 1,420 people, whom a risk three times as high was told of. */
export function OfAHundred() {
  return (
    <figure className="drawing">
      <svg
        className="hundred"
        viewBox="0 0 400 100"
        role="img"
        aria-label="A hundred rings in five rows. Three are filled, a fourth is half filled, and 96 are empty."
      >
        <path className="one" d={Array.from({ length: 100 }, (_, place) => ring(place)).join('')} />
        <path className="ill" d={[0, 1, 2].map(ring).join('') + leftHalf(3)} />
      </svg>
      <figcaption>
        Each ring stands for one in a hundred of all the relatives who were tested, with usual and unusual
        results. Three to four got Crohn’s in the years of the study; 96 or more did not.
      </figcaption>
    </figure>
  );
}

function ring(place: number): string {
  return `M${centre(place)}m-${RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0 ${2 * RADIUS} 0a${RADIUS} ${RADIUS} 0 1 0-${2 * RADIUS} 0z`;
}

function leftHalf(place: number): string {
  return `M${centre(place)}m0-${RADIUS}a${RADIUS} ${RADIUS} 0 0 0 0 ${2 * RADIUS}z`;
}

function centre(place: number): string {
  return `${(place % ACROSS) * APART + APART / 2} ${Math.floor(place / ACROSS) * APART + APART / 2}`;
}
