import { Layer } from './lining-layer.tsx';

/** The gut lining twice: as usual, and letting more through. */
export function Lining() {
  return (
    <figure className="drawing">
      <div className="pair">
        <Layer
          id="usual"
          title="The lining as usual"
          description="Small dots of food and water pass down through a row of cells into the blood. Three germs stay above, in and over the mucus."
          cells={7}
          looseSeals={[]}
          foodThrough={[0, 3, 6]}
        />
        <Layer
          id="more"
          title="More gets through than usual"
          description="The seals between some cells are looser. Larger pieces pass between the cells towards the blood."
          cells={7}
          looseSeals={[1, 4]}
          foodThrough={[0, 3]}
        />
      </div>
      <ul className="key" aria-hidden="true">
        <li>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <circle className="food" cx="6" cy="6" r="3.5" />
          </svg>
          food and water
        </li>
        <li>
          <svg viewBox="0 0 12 12" width="12" height="12" aria-hidden="true">
            <rect className="piece" x="0.5" y="1.5" width="11" height="9" rx="2" />
          </svg>
          larger pieces
        </li>
        <li>
          <svg viewBox="0 0 30 14" width="30" height="14" aria-hidden="true">
            <rect className="germ" x="1" y="1" width="28" height="12" rx="6" />
          </svg>
          germs
        </li>
      </ul>
      <figcaption>
        Both drawings show one layer of cells between the inside of the gut and the blood. In the first, food
        and water pass through the cells, and seals between the cells keep the rest out. In the second, some
        seals are looser and larger pieces slip between the cells. Not to scale.
      </figcaption>
    </figure>
  );
}
