namespace ServerlessAffect.Core.Purposes;

/// <summary>Words of the workplace and of education. They only choose the sentence that a refused purpose gets: what is accepted is a list of its own.</summary>
internal static class ProhibitedAreas
{
    /// <summary>A word of the purpose that begins so names one of the areas.</summary>
    private static readonly string[] Beginnings =
    [
        "work", "employ", "staff", "personnel", "recruit", "hiring", "hire", "applicant", "candidate", "colleague", "job", "office", "callcent", "agent", "productiv", "labour", "labor",
        "educat", "school", "preschool", "universit", "college", "campus", "student", "pupil", "exam", "classroom", "teach", "lesson", "elearning", "learner", "proctor", "tutor", "kindergarten",
    ];

    /// <summary>Too short to be the beginning of anything.</summary>
    private static readonly string[] Words = ["hr", "humanresources"];

    /// <param name="name">Lower case.</param>
    public static bool AreNamedIn(string name)
    {
        var words = name.Split([.. name.Where(c => !char.IsLetter(c)).Distinct()], StringSplitOptions.RemoveEmptyEntries);
        for (var first = 0; first < words.Length; first++)
        {
            // What some write in two words: call centre, human resources, e-learning.
            if (IsOfThem(words[first]) || (first + 1 < words.Length && IsOfThem(words[first] + words[first + 1])))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfThem(string word) =>
        Array.IndexOf(Words, word) >= 0 || Array.Exists(Beginnings, b => word.StartsWith(b, StringComparison.Ordinal));
}
