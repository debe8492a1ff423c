namespace ServerlessAffect.Signal.Transforms;

internal static class ElementTypes
{
    public static void RequireFloatOrDouble<T>()
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double))
        {
            throw new NotSupportedException($"Transforms are of float or double, not of {typeof(T).Name}.");
        }
    }
}
