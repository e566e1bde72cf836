type Props = { maskedAddress: string; course: { slug: string } };

/** Whose page this is, as much as a friend may see who was forwarded a mail; and where such a friend gets their own. */
export function Whose({ maskedAddress, course }: Props) {
  return (
    <p className="whose screen-only">
      This page belongs to {maskedAddress}. Not you?{' '}
      <a href={`/courses/${course.slug}`}>Get your own lessons</a>
    </p>
  );
}
