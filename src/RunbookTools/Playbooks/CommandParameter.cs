using System.Collections;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Language;
using System.Reflection;

namespace RunbookTools.Playbooks;

/// <summary>A parameter of a command, and what the engine does to a value before the command has it.</summary>
internal sealed class CommandParameter
{
    private readonly PropertyInfo _property;
    private readonly MethodInvoker _set;
    private readonly ArgumentTransformationAttribute[] _transformations;
    private readonly ValidateArgumentsAttribute[] _validations;
    private readonly bool _allowsNull;
    private readonly bool _allowsEmptyText;

    /// <summary>Reads the parameter off its property.</summary>
    /// <param name="property">The property.</param>
    /// <param name="attribute">What makes it a parameter.</param>
    public CommandParameter(PropertyInfo property, ParameterAttribute attribute)
    {
        _property = property;
        _set = MethodInvoker.Create(property.SetMethod!);
        _transformations = [.. property.GetCustomAttributes<ArgumentTransformationAttribute>(inherit: false)];
        _validations = [.. property.GetCustomAttributes<ValidateArgumentsAttribute>(inherit: false)];
        _allowsNull = !attribute.Mandatory || property.IsDefined(typeof(AllowNullAttribute), inherit: false);
        _allowsEmptyText = !attribute.Mandatory || property.IsDefined(typeof(AllowEmptyStringAttribute), inherit: false);
        Attribute = attribute;
        Names = [property.Name, .. property.GetCustomAttribute<AliasAttribute>(inherit: false)?.AliasNames ?? []];
    }

    /// <summary>What the command says of it.</summary>
    public ParameterAttribute Attribute { get; }

    /// <summary>Its name, and its other names.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Its name.</summary>
    public string Name => _property.Name;

    /// <summary>True when it stands alone.</summary>
    public bool IsSwitch => _property.PropertyType == typeof(SwitchParameter);

    /// <summary>True when it takes any object as it is.</summary>
    public bool IsObject => _property.PropertyType == typeof(object);

    /// <summary>
    /// True when it is plain from a value, as it is written, that the parameter takes it, or that it has to be converted just as the engine would. A number is given to what
    /// is no number as it was written, and a value that is checked must be there to be checked.
    /// </summary>
    public bool Takes(ExpressionAst value) => value is ArrayLiteralAst list ? list.Elements.All(Takes) : value switch
    {
        VariableExpressionAst { Splatted: true } or ExpandableStringExpressionAst { StringConstantType: StringConstantType.BareWord } => false,
        StringConstantExpressionAst text => Array.TrueForAll(_validations, validation => validation is ValidateSetAttribute set && set.ValidValues.Contains(text.Value, StringComparer.OrdinalIgnoreCase)),
        ConstantExpressionAst { Value: int number } => _property.PropertyType == typeof(int?)
            && Array.TrueForAll(_validations, validation => validation is ValidateRangeAttribute { MinRange: int least, MaxRange: int most } && number >= least && number <= most),
        ConstantExpressionAst => false,
        _ => _validations.Length == 0,
    };

    /// <summary>Gives the command a value.</summary>
    /// <exception cref="RuntimeException">The value cannot be made into what the parameter takes.</exception>
    public void Set(Cmdlet command, object? value) => _set.Invoke(command, Value(value));

    private object? Value(object? value)
    {
        value = value == AutomationNull.Value ? null : value;
        foreach (var transformation in _transformations)
        {
            value = transformation.Transform(null!, value!);
        }

        var bare = value.Unwrap();
        if (bare is null && !_allowsNull)
        {
            throw Refuse("ParameterArgumentValidationErrorNullNotAllowed", $"Cannot bind argument to parameter '{Name}' because it is null.");
        }

        if (bare is "" && !_allowsEmptyText)
        {
            throw Refuse("ParameterArgumentValidationErrorEmptyStringNotAllowed", $"Cannot bind argument to parameter '{Name}' because it is an empty string.");
        }

        var type = _property.PropertyType;
        return type == typeof(object) ? value
            : type.IsInstanceOfType(bare) ? bare
            : type == typeof(string[]) && bare is string one ? new[] { one }
            : Convert(value, bare, type);
    }

    private object? Convert(object? value, object? bare, Type type)
    {
        // Of a list the engine takes no text, though it could be made into one.
        if (bare is IList && !type.IsArray)
        {
            throw Refuse("CannotConvertArgument", $"Cannot convert '{bare.GetType()}' to the type '{type}' required by parameter '{Name}'.");
        }

        try
        {
            return LanguagePrimitives.ConvertTo(value, type, CultureInfo.InvariantCulture);
        }
        catch (PSInvalidCastException exception)
        {
            throw Refuse("CannotConvertArgumentNoMessage", $"Cannot bind parameter '{Name}'. {exception.Message}", exception);
        }
    }

    private static RuntimeException Refuse(string id, string message, Exception? inner = null)
    {
        var exception = new RuntimeException(message, inner);
        return new RuntimeException(message, inner, new ErrorRecord(exception, id, ErrorCategory.InvalidArgument, null));
    }
}
