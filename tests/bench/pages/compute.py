def compute(text):
    total = 0.0
    for layer in range(50):
        active = 17172894720.0 + 1.5 * layer
        total = total + 6.0 * active * float(text)
    return total / 989.5e12 / 0.4 / 3600.0
