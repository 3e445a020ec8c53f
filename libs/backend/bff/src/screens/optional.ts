/** A part of a screen that cannot be had now, or that this person may not see, is no reason to show none of it. */
export async function optional<Value>(answer: Promise<Value>): Promise<Value | null> {
  try {
    return await answer;
  } catch {
    return null;
  }
}
